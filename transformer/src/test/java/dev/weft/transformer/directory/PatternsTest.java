package dev.weft.transformer.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatternsTest {
  @ParameterizedTest(name = "{0} on {1}: {2}")
  @CsvSource({
    "**/Foo*, Foo, true",
    "**/Foo*, com/acme/FooBar, true",
    "**/Foo*, com/acme/Bar, false",
    "com/acme/**, com/acme/Foo, true",
    "com/acme/**, com/acme/deep/Foo, true",
    "com/acme/**, com/acmeFoo, false",
    "com/acme/, com/acme/deep/Foo, true",
    "com/acme/*, com/acme/Foo, true",
    "com/acme/*, com/acme/deep/Foo, false",
    "com/*/Foo, com/acme/Foo, true",
    "com/a?me/Foo.class, com/acme/Foo, true",
    "com/acme/Foo.java, com/acme/Foo, true",
    "com\\acme\\Foo, com/acme/Foo, true",
    "com/acme/Foo, com/acme/Foo$Bar, false",
    "com/acme/F.o, com/acme/Foo, false",
    "**, Foo, true"
  })
  void fitsAsInAntAndMaven(String pattern, String name, boolean expected) {
    assertThat(Patterns.choose(List.of(pattern), List.of()).test(name)).isEqualTo(expected);
    assertThat(Patterns.choose(List.of(), List.of(pattern)).test(name)).isEqualTo(!expected);
  }

  @Test
  void anExclusionBeatsAnInclusion() {
    var chosen = Patterns.choose(List.of("com/**"), List.of("**/Generated*"));
    assertThat(chosen.test("com/Foo")).isTrue();
    assertThat(chosen.test("com/GeneratedFoo")).isFalse();
    assertThat(chosen.test("org/Foo")).isFalse();
  }
}
