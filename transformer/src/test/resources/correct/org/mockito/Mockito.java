package org.mockito;

/** As much of Mockito as the corpus needs to compile. */
public class Mockito {
  public static <T> T verify(T mock) {
    return mock;
  }

  public static <T> T verify(T mock, Object mode) {
    return mock;
  }

  public static Object times(int n) {
    return n;
  }

  public static Stubber doReturn(Object value) {
    return new Stubber();
  }

  public static class Stubber {
    public <T> T when(T mock) {
      return mock;
    }
  }

  public static <T> Stubbing<T> when(T call) {
    return new Stubbing<>();
  }

  public static class Stubbing<T> {
    public void thenReturn(T value) {}
  }

  public interface Verification {
    void apply() throws Throwable;
  }

  public static class MockedStatic {
    public void verify(Verification verification) {}
  }
}
