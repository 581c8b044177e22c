package io.pushchannel.testkit.wrong;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.pushchannel.testkit.TransportContract;
import java.io.IOException;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.platform.engine.TestExecutionResult;

@DisplayName("The kit")
class KitTest {

  /** From Java 24 on, channels have virtual threads, whose locks the JVM does not report. */
  private static final boolean LOCKS_ARE_TOLD = Runtime.version().feature() < 24;

  @AfterAll
  static void closeWhatWasLeft() throws IOException {
    for (Socket socket : WrongTransports.LeavesASocket.LEFT) {
      socket.close();
    }
  }

  @TestFactory
  @DisplayName("finds what is wrong with a transport, and nothing else")
  Stream<DynamicTest> findsWhatIsWrong() {
    List<Class<?>> wrong =
        Arrays.stream(WrongTransports.class.getDeclaredClasses())
            .filter(TransportContract.class::isAssignableFrom)
            .filter(each -> LOCKS_ARE_TOLD || each != WrongTransports.CallsUnderALock.class)
            .collect(Collectors.toList());
    Verdict verdict = Verdict.on(wrong);
    return wrong.stream()
        .map(each -> dynamicTest(each.getSimpleName(), () -> compare(each, verdict.of(each))));
  }

  private static void compare(Class<?> wrong, Map<String, TestExecutionResult> verdict) {
    List<String> expected = List.of(wrong.getAnnotation(Breaks.class).value());
    List<String> maybe = List.of(wrong.getAnnotation(Breaks.class).maybe());
    String broken =
        verdict.keySet().stream()
            .filter(promise -> expected.stream().anyMatch(promise::startsWith))
            .collect(Collectors.joining("\n"));
    String found =
        verdict.entrySet().stream()
            .filter(each -> each.getValue().getStatus() != TestExecutionResult.Status.SUCCESSFUL)
            .map(each -> each.getKey())
            .filter(promise -> maybe.stream().noneMatch(promise::startsWith))
            .collect(Collectors.joining("\n"));
    assertEquals(broken, found, () -> reasons(verdict));
    assertEquals(
        new TreeSet<>(expected).size(),
        broken.isEmpty() ? 0 : broken.split("\n").length,
        "each of " + expected + " must match one promise, matched were\n" + broken);
  }

  private static String reasons(Map<String, TestExecutionResult> verdict) {
    return verdict.entrySet().stream()
        .filter(each -> each.getValue().getThrowable().isPresent())
        .map(each -> each.getKey() + "\n    " + each.getValue().getThrowable().get())
        .collect(Collectors.joining("\n", "\n", "\n"));
  }
}
