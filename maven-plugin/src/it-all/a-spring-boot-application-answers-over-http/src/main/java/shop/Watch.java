package shop;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.aspectj.lang.ProceedingJoinPoint;
import org.aspectj.lang.annotation.Around;
import org.aspectj.lang.annotation.Aspect;
import org.springframework.stereotype.Component;

/** Puts a proxy before the service. */
@Aspect
@Component
public class Watch {
  final AtomicInteger calls = new AtomicInteger();

  @Around("execution(* shop.Stock.*(..))")
  public Object count(ProceedingJoinPoint call) throws Throwable {
    calls.incrementAndGet();
    return ((CompletableFuture<?>) call.proceed()).thenApply(left -> (Integer) left + 100);
  }
}
