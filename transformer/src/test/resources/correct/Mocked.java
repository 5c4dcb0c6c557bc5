package correct;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.fail;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.weft.Coroutine;
import dev.weft.Weft;
import java.util.Objects;
import org.mockito.Mockito;

/** What tests do with calls whose coroutines nobody wants. */
class Mocked {
  interface Store { Coroutine<Void> save(String item); static Coroutine<Void> open() { return Weft.done(); } }

  Coroutine<Integer> checked(String item) {
    Objects.requireNonNull(item);
    return Weft.result(item.length());
  }
  void countsCalls(Store store) {
    verify(store).save("x");
    verify(store, times(2)).save("y");
  }
  void stubs(Store store) {
    when(store.save("x")).thenReturn(Weft.done());
    doReturn(Weft.done()).when(store).save("y");
  }
  void countsStaticCalls(Mockito.MockedStatic store) {
    store.verify(() -> Store.open());
    store.verify(Store::open);
  }
  void expectsAnException() {
    assertThrows(NullPointerException.class, () -> checked(null));
    assertThatThrownBy(() -> checked(null)).isInstanceOf(NullPointerException.class);
  }
  void expectsAnExceptionTheOldWay() {
    try {
      checked(null);
      fail("expected an exception");
    } catch (NullPointerException e) {
      return;
    }
  }
}
