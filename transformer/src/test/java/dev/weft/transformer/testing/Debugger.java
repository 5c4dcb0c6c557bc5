package dev.weft.transformer.testing;

import com.sun.jdi.AbsentInformationException;
import com.sun.jdi.Bootstrap;
import com.sun.jdi.IncompatibleThreadStateException;
import com.sun.jdi.LocalVariable;
import com.sun.jdi.Location;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.StackFrame;
import com.sun.jdi.ThreadReference;
import com.sun.jdi.Value;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.Connector;
import com.sun.jdi.connect.LaunchingConnector;
import com.sun.jdi.event.BreakpointEvent;
import com.sun.jdi.event.ClassPrepareEvent;
import com.sun.jdi.event.Event;
import com.sun.jdi.event.EventSet;
import com.sun.jdi.event.StepEvent;
import com.sun.jdi.event.VMDeathEvent;
import com.sun.jdi.event.VMDisconnectEvent;
import com.sun.jdi.event.VMStartEvent;
import com.sun.jdi.request.BreakpointRequest;
import com.sun.jdi.request.ClassPrepareRequest;
import com.sun.jdi.request.StepRequest;
import java.io.File;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Drives a JVM as an IDE's debugger does, over JDI. */
public final class Debugger implements AutoCloseable {
  /** Where it stopped: the method, the line, and the variables that the debugger shows. */
  public record Stop(String method, int line, Map<String, String> variables) {}

  private static final long LIMIT_MILLIS = 30_000;

  private final VirtualMachine vm;
  private final String mainClass;
  private EventSet suspendedBy;
  private ThreadReference thread;

  /** Launches a program, stopped before its main class is there. */
  public Debugger(Path classes, String mainClass, String... arguments) {
    this.mainClass = mainClass;
    LaunchingConnector connector = Bootstrap.virtualMachineManager().defaultConnector();
    Map<String, Connector.Argument> options = connector.defaultArguments();
    options.get("home").setValue(System.getProperty("java.home"));
    options.get("main").setValue(String.join(" ", mainClass, String.join(" ", arguments)).trim());
    options
        .get("options")
        .setValue(
            "-cp \"" + classes + File.pathSeparator + System.getProperty("java.class.path") + "\"");
    try {
      vm = connector.launch(options);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
    drain(vm.process().getInputStream());
    drain(vm.process().getErrorStream());
    ClassPrepareRequest prepare = vm.eventRequestManager().createClassPrepareRequest();
    prepare.addClassFilter(mainClass);
    prepare.enable();
    Event event = next();
    while (!(event instanceof ClassPrepareEvent)) {
      event = next();
    }
  }

  private static void drain(java.io.InputStream stream) {
    Thread reader =
        new Thread(
            () -> {
              try (stream) {
                stream.transferTo(java.io.OutputStream.nullOutputStream());
              } catch (java.io.IOException e) {
                // the program has ended
              }
            });
    reader.setDaemon(true);
    reader.start();
  }

  /** Sets a breakpoint at every place that the class has for the line, as an IDE does. */
  public int breakAt(int line) {
    try {
      ReferenceType type = vm.classesByName(mainClass).get(0);
      int places = 0;
      for (Location location : type.locationsOfLine(line)) {
        BreakpointRequest request = vm.eventRequestManager().createBreakpointRequest(location);
        request.enable();
        places++;
      }
      return places;
    } catch (AbsentInformationException e) {
      throw new AssertionError(e);
    }
  }

  /** Goes on to the next breakpoint; null when the program ends. */
  public Stop resume() {
    return stop();
  }

  /** Steps over a line; stops where the debugger does. As in an IDE, not in a synthetic method. */
  public Stop stepOver() {
    return step(StepRequest.STEP_OVER);
  }

  /** Steps into a call, the runtime and the JDK excluded. */
  public Stop stepInto() {
    return step(StepRequest.STEP_INTO, "dev.weft.*", "java.*", "jdk.*", "sun.*");
  }

  private Stop step(int depth, String... excluded) {
    StepRequest request =
        vm.eventRequestManager().createStepRequest(thread, StepRequest.STEP_LINE, depth);
    for (String pattern : excluded) {
      request.addClassExclusionFilter(pattern);
    }
    request.enable();
    Stop stop = stop();
    while (stop != null && isSynthetic()) {
      stop = stop();
    }
    if (stop != null) {
      vm.eventRequestManager().deleteEventRequest(request);
    }
    return stop;
  }

  private Stop stop() {
    for (; ; ) {
      Event event = next();
      if (event instanceof BreakpointEvent breakpoint) {
        thread = breakpoint.thread();
        return describe();
      } else if (event instanceof StepEvent step) {
        thread = step.thread();
        return describe();
      } else if (event instanceof VMDeathEvent || event instanceof VMDisconnectEvent) {
        return null;
      }
    }
  }

  private boolean isSynthetic() {
    try {
      return thread.frame(0).location().method().isSynthetic();
    } catch (IncompatibleThreadStateException e) {
      throw new AssertionError(e);
    }
  }

  private Stop describe() {
    try {
      StackFrame frame = thread.frame(0);
      Map<String, String> variables = new TreeMap<>();
      try {
        Map<LocalVariable, Value> values = frame.getValues(frame.visibleVariables());
        values.forEach((variable, value) -> variables.put(variable.name(), String.valueOf(value)));
      } catch (AbsentInformationException e) {
        variables.put("?", "no variables");
      }
      return new Stop(frame.location().method().name(), frame.location().lineNumber(), variables);
    } catch (IncompatibleThreadStateException e) {
      throw new AssertionError(e);
    }
  }

  private Event next() {
    if (suspendedBy != null) {
      suspendedBy.resume();
      suspendedBy = null;
    }
    try {
      EventSet events = vm.eventQueue().remove(LIMIT_MILLIS);
      if (events == null) {
        throw new AssertionError("nothing happens in the program");
      }
      suspendedBy = events;
      Event event = events.iterator().next();
      return event instanceof VMStartEvent ? next() : event;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    } catch (com.sun.jdi.VMDisconnectedException e) {
      throw new AssertionError("the program has ended", e);
    }
  }

  @Override
  public void close() {
    vm.process().destroyForcibly();
  }
}
