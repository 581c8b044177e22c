package io.pushchannel.channel;

import io.pushchannel.MessageCodec;
import io.pushchannel.PushOptions;
import io.pushchannel.RecordingLogger;
import java.util.Random;
import java.util.Set;

/** A channel whose loop a test runs on its own thread. It closes when its script is at its end. */
final class ScriptedChannel {

  final ScriptedConnection connection = new ScriptedConnection();
  final RecordingListener listener = new RecordingListener();
  final RecordingLogger log = new RecordingLogger();
  final VirtualTime time = new VirtualTime();
  final ChannelLoop loop;

  ScriptedChannel() {
    this(PushOptions.DEFAULT);
  }

  ScriptedChannel(PushOptions options) {
    loop =
        new ChannelLoop(
            "channel",
            Set.of("t"),
            connection,
            options,
            MessageCodec.DEFAULT,
            listener,
            time,
            new Random(42)::nextLong,
            log);
    connection.atEnd(loop::close);
  }
}
