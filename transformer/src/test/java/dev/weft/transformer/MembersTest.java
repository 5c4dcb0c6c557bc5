package dev.weft.transformer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.transformer.bytecode.Names;
import dev.weft.transformer.testing.Compilation;
import dev.weft.transformer.testing.Resources;
import dev.weft.transformer.testing.Runs;
import dev.weft.transformer.testing.Weaving;
import java.io.ObjectStreamClass;
import java.lang.reflect.Executable;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.Attribute;
import org.objectweb.asm.ByteVector;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.util.Textifier;
import org.objectweb.asm.util.TraceMethodVisitor;

/** What others see of a woven class: reflection, serialisation, tools that read class files. */
class MembersTest {
  private static final String NAME = "programs/Described";
  private static final Map<String, byte[]> COMPILED =
      Compilation.javac(
          Map.of(NAME, Resources.text("programs/Described.java")), "-g", "-parameters");
  private static final Map<String, byte[]> WOVEN = Weaving.weave(COMPILED).classes();

  @Test
  void reflectionSeesTheSameMembersAsBeforeAndPrivateOnesWithoutAnyDecoration() throws Exception {
    for (String name : COMPILED.keySet()) {
      Class<?> before = Runs.reference(COMPILED).loadClass(name.replace('/', '.'));
      Class<?> after = Weaving.loader(WOVEN).loadClass(name.replace('/', '.'));
      List<String> described = members(after);
      assertThat(described).containsAll(members(before));
      described.removeAll(members(before));
      assertThat(described).as(name).allMatch(added -> added.startsWith("private "));
      for (Method added : addedMethods(before, after)) {
        assertThat(added.getName()).endsWith("$async").as(name);
        assertThat(added.getAnnotations()).isEmpty();
        assertThat(added.getAnnotatedReturnType().getAnnotations()).isEmpty();
        assertThat(added.toGenericString()).isEqualTo(added.toString());
        assertThat(added.getParameters())
            .allMatch(p -> !p.isNamePresent() && p.getAnnotations().length == 0);
      }
    }
  }

  /** What the language says of a member, with all that is attached to it. */
  private static List<String> members(Class<?> type) {
    Stream<Member> members =
        Stream.of(
                type.getDeclaredMethods(), type.getDeclaredConstructors(), type.getDeclaredFields())
            .flatMap(Arrays::stream);
    return members
        .map(MembersTest::describe)
        .sorted()
        .collect(Collectors.toCollection(ArrayList::new));
  }

  private static String describe(Member member) {
    if (!(member instanceof Executable executable)) {
      return member.toString();
    }
    StringBuilder text = new StringBuilder(executable.toGenericString());
    text.append(Arrays.toString(executable.getAnnotations()));
    text.append(executable.getAnnotatedReturnType());
    for (Parameter parameter : executable.getParameters()) {
      text.append(parameter).append(Arrays.toString(parameter.getAnnotations()));
      text.append(parameter.isNamePresent()).append(parameter.getModifiers());
      text.append(parameter.getAnnotatedType());
    }
    return text.toString();
  }

  private static List<Method> addedMethods(Class<?> before, Class<?> after) {
    Set<String> names =
        Stream.of(before.getDeclaredMethods()).map(Method::getName).collect(Collectors.toSet());
    return Stream.of(after.getDeclaredMethods())
        .filter(
            method -> !names.contains(method.getName()) && !method.getName().endsWith("$resume"))
        .toList();
  }

  /** Also what reflection does not show: annotations for tools, local type annotations apart. */
  @Test
  void aMethodKeepsEveryAttributeThatIsNotAboutItsCode() {
    ClassNode before = read(COMPILED.get(NAME));
    ClassNode after = read(WOVEN.get(NAME));
    int compared = 0;
    for (MethodNode method : before.methods) {
      MethodNode same =
          after.methods.stream()
              .filter(m -> m.name.equals(method.name) && m.desc.equals(method.desc))
              .findAny()
              .orElseThrow();
      assertThat(header(same)).isEqualTo(header(method));
      compared++;
    }
    assertThat(compared).isGreaterThan(3);
    assertThat(after.methods)
        .filteredOn(m -> m.name.endsWith("$async") || m.name.endsWith("$resume"))
        .isNotEmpty()
        .allSatisfy(
            copy -> {
              assertThat(copy.signature).isNull();
              assertThat(copy.parameters).isNull();
              assertThat(copy.visibleAnnotations).isNull();
              assertThat(copy.invisibleAnnotations).isNull();
              assertThat(copy.visibleParameterAnnotations).isNull();
              assertThat(copy.invisibleParameterAnnotations).isNull();
              assertThat(copy.visibleTypeAnnotations).isNull();
            });
  }

  /** A method without its code, as text. */
  private static String header(MethodNode method) {
    method.instructions.clear();
    method.tryCatchBlocks.clear();
    method.localVariables = null;
    method.visibleLocalVariableAnnotations = null;
    method.invisibleLocalVariableAnnotations = null;
    Textifier text = new Textifier();
    method.accept(new TraceMethodVisitor(text));
    return method.access
        + " "
        + method.name
        + method.desc
        + method.signature
        + method.exceptions
        + text.getText().stream()
            .map(String::valueOf)
            .filter(line -> !line.contains("MAXSTACK") && !line.contains("MAXLOCALS"))
            .collect(Collectors.joining());
  }

  @Test
  void theDefaultSerialVersionUidIsWhatItWas() throws Exception {
    int compared = 0;
    for (String name : List.of(NAME + "$Order", NAME + "$Line")) {
      Class<?> before = Runs.reference(COMPILED).loadClass(name.replace('/', '.'));
      Class<?> after = Weaving.loader(WOVEN).loadClass(name.replace('/', '.'));
      assertThat(WOVEN.get(name)).as("is woven").isNotEqualTo(COMPILED.get(name));
      assertThat(ObjectStreamClass.lookup(after).getSerialVersionUID())
          .isEqualTo(ObjectStreamClass.lookup(before).getSerialVersionUID());
      compared++;
    }
    assertThat(compared).isEqualTo(2);
  }

  // ---- attributes that nobody knows

  /** An attribute of another tool. */
  private static final class Foreign extends Attribute {
    private final byte[] content;

    Foreign(String type, byte... content) {
      super(type);
      this.content = content;
    }

    @Override
    protected ByteVector write(
        ClassWriter writer, byte[] code, int codeLength, int maxStack, int maxLocals) {
      return new ByteVector().putByteArray(content, 0, content.length);
    }
  }

  @Test
  void attributesThatNobodyKnowsSurviveButThoseOfCodeThatIsReplaced() {
    ClassNode node = read(COMPILED.get(NAME));
    node.attrs = List.of(new Foreign("OfClass", (byte) 1, (byte) 2));
    for (FieldNode field : node.fields) {
      field.attrs = new ArrayList<>(List.of(new Foreign("OfField", (byte) 3)));
    }
    for (MethodNode method : node.methods) {
      method.attrs = new ArrayList<>(List.of(new Foreign("OfMethod", (byte) 4)));
    }
    ClassWriter writer = new ClassWriter(0);
    node.accept(writer);
    Map<String, byte[]> decorated = new TreeMap<>(COMPILED);
    decorated.put(NAME, writer.toByteArray());

    Weaving.Result woven = Weaving.weave(decorated);
    woven.load();
    ClassNode after = read(woven.classes().get(NAME));

    assertThat(types(after.attrs)).containsExactly("OfClass");
    assertThat(after.fields).isNotEmpty().allMatch(f -> types(f.attrs).equals(List.of("OfField")));
    for (MethodNode method : after.methods) {
      boolean copy = method.name.endsWith("$async") || method.name.endsWith("$resume");
      assertThat(types(method.attrs))
          .as(method.name)
          .isEqualTo(copy ? List.of() : List.of("OfMethod"));
    }
  }

  private static List<String> types(List<Attribute> attributes) {
    return attributes == null ? List.of() : attributes.stream().map(a -> a.type).toList();
  }

  private static ClassNode read(byte[] bytes) {
    ClassNode node = new ClassNode(Names.ASM_API);
    new ClassReader(bytes).accept(node, 0);
    return node;
  }
}
