package dev.weft.transformer.directory;

import dev.weft.transformer.bytecode.Names;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;

/**
 * What a class file says of itself, without its code.
 *
 * @param nestHost the outermost class; its own name if it is that
 * @param nestMembers of an outermost class, the classes inside it
 * @param mark of an earlier run, if there was one
 * @param generated whether an earlier run made it
 */
public record ClassHeader(
    String name,
    String nestHost,
    List<String> nestMembers,
    @Nullable Mark mark,
    boolean generated) {

  /**
   * The {@code Woven} annotation.
   *
   * @param abi the contract it was woven for
   * @param frames its generated classes
   */
  public record Mark(int abi, List<String> frames) {}

  /**
   * Reads a class file.
   *
   * @throws RuntimeException of any kind when it is damaged or too new
   */
  public static ClassHeader read(byte[] classFile) {
    ClassReader reader = new ClassReader(classFile);
    Reader header = new Reader();
    reader.accept(header, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    String name = reader.getClassName();
    return new ClassHeader(
        name,
        header.nestHost == null ? name : header.nestHost,
        List.copyOf(header.nestMembers),
        header.marked ? new Mark(header.abi, List.copyOf(header.frames)) : null,
        header.generated);
  }

  private static final class Reader extends ClassVisitor {
    private @Nullable String nestHost;
    private final List<String> nestMembers = new ArrayList<>();
    private boolean generated;
    private boolean marked;
    private int abi;
    private final List<String> frames = new ArrayList<>();

    Reader() {
      super(Names.ASM_API);
    }

    @Override
    public void visitNestHost(String host) {
      nestHost = host;
    }

    @Override
    public void visitNestMember(String member) {
      nestMembers.add(member);
    }

    @Override
    public @Nullable AnnotationVisitor visitAnnotation(String desc, boolean visible) {
      generated |= desc.equals(Names.GENERATED_DESC);
      if (!desc.equals(Names.WOVEN_DESC)) {
        return null;
      }
      marked = true;
      return new AnnotationVisitor(Names.ASM_API) {
        @Override
        public void visit(@Nullable String name, Object value) {
          if (value instanceof Integer version) {
            abi = version;
          } else if (value instanceof String frame) {
            frames.add(frame);
          }
        }

        @Override
        public AnnotationVisitor visitArray(String name) {
          return this;
        }
      };
    }
  }
}
