package dev.weft.transformer.rules;

import dev.weft.transformer.Diagnostic;
import dev.weft.transformer.DiagnosticCode;
import dev.weft.transformer.analyse.ControlFlow;
import dev.weft.transformer.analyse.Liveness;
import dev.weft.transformer.analyse.Origins;
import dev.weft.transformer.analyse.Paths;
import dev.weft.transformer.bytecode.Names;
import dev.weft.transformer.scan.Describe;
import dev.weft.transformer.scan.Nest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * A method that rules look at, with what they ask about it: worked out when the first of them does.
 */
final class Body {
  final Nest nest;
  final ClassNode owner;
  final MethodNode method;

  /** Whether it is woven. */
  final boolean async;

  /** What makes the lambda whose body this is; null for a method. */
  final @Nullable InvokeDynamicInsnNode lambda;

  private final List<MethodInsnNode> calls = new ArrayList<>();
  private final List<MethodInsnNode> awaits = new ArrayList<>();
  private final List<InvokeDynamicInsnNode> dynamic = new ArrayList<>();
  private @Nullable ControlFlow flow;
  private @Nullable Paths paths;
  private @Nullable Origins origins;
  private @Nullable Liveness liveness;
  private @Nullable HeldLocks locks;

  Body(
      Nest nest,
      ClassNode owner,
      MethodNode method,
      boolean async,
      @Nullable InvokeDynamicInsnNode lambda) {
    this.nest = nest;
    this.owner = owner;
    this.method = method;
    this.async = async;
    this.lambda = lambda;
    for (AbstractInsnNode insn : method.instructions) {
      if (insn instanceof MethodInsnNode call) {
        calls.add(call);
        if (isAwait(call)) {
          awaits.add(call);
        }
      } else if (insn instanceof InvokeDynamicInsnNode indy) {
        dynamic.add(indy);
      }
    }
  }

  /** Its calls, in the order of the code. */
  List<MethodInsnNode> calls() {
    return calls;
  }

  /** Its calls of {@code await}. */
  List<MethodInsnNode> awaits() {
    return awaits;
  }

  /** What it makes lambdas, method references and joined strings with. */
  List<InvokeDynamicInsnNode> dynamic() {
    return dynamic;
  }

  static boolean isAwait(MethodInsnNode call) {
    return Names.isAwait(call.owner, call.name);
  }

  int index(AbstractInsnNode insn) {
    return method.instructions.indexOf(insn);
  }

  ControlFlow flow() {
    if (flow == null) {
      flow = ControlFlow.of(method);
    }
    return flow;
  }

  Paths paths() {
    if (paths == null) {
      paths = new Paths(method.instructions, flow());
    }
    return paths;
  }

  Origins origins() {
    if (origins == null) {
      origins = Origins.of(owner.name, method);
    }
    return origins;
  }

  Liveness liveness() {
    if (liveness == null) {
      liveness = Liveness.of(method, flow());
    }
    return liveness;
  }

  HeldLocks locks() {
    if (locks == null) {
      locks = new HeldLocks(this);
    }
    return locks;
  }

  /** A problem at an instruction, which for a reader is a call of {@code called}. */
  Diagnostic problem(
      DiagnosticCode code, AbstractInsnNode at, @Nullable String called, String explanation) {
    return Describe.at(code, owner, method, at, explanation).withCalled(called);
  }
}
