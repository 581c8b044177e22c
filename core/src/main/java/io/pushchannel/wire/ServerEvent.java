package io.pushchannel.wire;

import io.pushchannel.Cursor;
import io.pushchannel.Gap;
import io.pushchannel.Message;
import io.pushchannel.PublishResult;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** An event that a server sends on an open stream. {@link ServerEventDecoder} reads it. */
public sealed interface ServerEvent {

  /**
   * The stream is open.
   *
   * @param cursor the position after which the server reads, or a word for it
   * @param allowedSilence two announced heartbeats; null without an announcement
   */
  record Opened(Cursor cursor, @Nullable Duration allowedSilence) implements ServerEvent {}

  /** A message of a topic. */
  record MessageReceived(Message message) implements ServerEvent {}

  /** Messages were lost. */
  record GapAnnounced(Gap gap) implements ServerEvent {}

  /**
   * The server ends the stream.
   *
   * @param retry the requested pause; null if there was none
   * @param reason status and detail of an error; blank if there was none
   */
  record Goodbye(@Nullable Duration retry, String reason) implements ServerEvent {

    /** Returns the requested pause; zero if there was none. */
    public Duration pause() {
      return retry == null ? Duration.ZERO : retry;
    }
  }

  /** A publish of this client is in the log. */
  record Published(String ref, PublishResult result) implements ServerEvent {}

  /** A command of this client was rejected. */
  record Refused(String ref, int status, String reason) implements ServerEvent {}

  /** A control event of a later version of the protocol, which a client ignores. */
  record Unknown(String control) implements ServerEvent {}
}
