package io.pushchannel.websocket;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;

/** Whatever text a client sends, it is a command or no command, and closes with 1007. */
class CommandFuzzTest {

  @FuzzTest(maxDuration = "60s")
  void anyTextIsACommandOrNone(@NotNull String text) {
    CommandProperties.requireCommandOrNone(text);
  }
}
