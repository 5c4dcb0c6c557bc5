package dev.weft.transformer.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.Type;

/**
 * The fields of one frame class. The arguments of an unstarted coroutine and the values saved at
 * each suspension point share fields of the same type, since they are never there at once.
 */
public final class FrameFields {
  private final Map<String, List<FrameField>> byDesc = new LinkedHashMap<>();

  /** Hands out fields for values that are in the frame at the same time. */
  final class Allocation {
    private final Map<String, Integer> used = new HashMap<>();

    FrameField next(Type type) {
      String desc = type.getDescriptor();
      int index = used.merge(desc, 1, Integer::sum) - 1;
      List<FrameField> fields = byDesc.computeIfAbsent(desc, unused -> new ArrayList<>());
      if (index == fields.size()) {
        fields.add(new FrameField(name(type, index), desc));
      }
      return fields.get(index);
    }
  }

  Allocation allocation() {
    return new Allocation();
  }

  private String name(Type type, int index) {
    if (type.getSort() < Type.ARRAY) {
      return type.getDescriptor().toLowerCase(java.util.Locale.ROOT) + index;
    }
    int ordinal = new ArrayList<>(byDesc.keySet()).indexOf(type.getDescriptor());
    return "r" + ordinal + "_" + index;
  }

  /** All of them, in the order in which they were needed. */
  public List<FrameField> all() {
    return byDesc.values().stream().flatMap(List::stream).toList();
  }
}
