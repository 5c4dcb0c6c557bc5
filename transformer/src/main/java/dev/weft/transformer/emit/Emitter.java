package dev.weft.transformer.emit;

import dev.weft.transformer.plan.BodyPlan;
import dev.weft.transformer.scan.Nest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.objectweb.asm.tree.ClassNode;

/** The stage that writes bytecode: it decides nothing. */
public final class Emitter {
  private Emitter() {}

  /**
   * Emits the changed and new classes of a nest, in the order in which they may be written: a build
   * that is interrupted in between leaves no class that refers to one that is missing.
   */
  public static Map<String, byte[]> emit(
      Nest nest, List<BodyPlan> plans, Function<String, byte[]> original) {
    Map<String, byte[]> classes = new LinkedHashMap<>();
    List<String> frames = new ArrayList<>();
    for (BodyPlan plan : plans) {
      classes.put(plan.woven().frameClass(), FrameClass.emit(plan, nest.host().name));
      frames.add(plan.woven().frameClass());
    }
    List<String> members = HostClass.missing(nest.host().nestMembers, frames);
    classes.put(
        nest.host().name,
        HostClass.emit(original.apply(nest.host().name), of(nest.host(), plans), members));
    for (ClassNode owner : nest.classes()) {
      List<BodyPlan> own = of(owner, plans);
      if (owner != nest.host() && !own.isEmpty()) {
        classes.put(owner.name, HostClass.emit(original.apply(owner.name), own, List.of()));
      }
    }
    return classes;
  }

  private static List<BodyPlan> of(ClassNode owner, List<BodyPlan> plans) {
    return plans.stream().filter(plan -> plan.woven().owner().equals(owner.name)).toList();
  }
}
