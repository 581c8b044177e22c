package io.pushchannel.websocket;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.pushchannel.spi.EndpointContext;
import io.pushchannel.spi.Feed;
import io.pushchannel.spi.PushExchange;
import io.pushchannel.spi.PushStream;
import io.pushchannel.spi.ReaderNotifier;
import java.nio.ByteBuffer;
import org.java_websocket.drafts.Draft_6455;
import org.java_websocket.exceptions.InvalidDataException;
import org.java_websocket.framing.CloseFrame;
import org.java_websocket.framing.Framedata;

/**
 * Reads one client: decodes bytes to frames and frames to commands, and replies to pings and close
 * frames. On the event loop of the connection. An idle connection keeps only the fields of this
 * object: no buffer, no queue, no parser.
 */
final class ClientInput implements PushExchange.Input {

  /** Given whole frames only, it remembers nothing from one to the next: one per event loop. */
  private static final ThreadLocal<Draft_6455> DRAFT = ThreadLocal.withInitial(Draft_6455::new);

  /** A command is JSON, which may need six bytes for one of the text, and has other fields. */
  private static final int BYTES_PER_ESCAPE = 6;

  private static final int OTHER_FIELDS = 4096;

  private final FrameReader frames;
  private final MessageAssembly messages = new MessageAssembly();
  private final Feed feed;
  private final EndpointContext settings;
  private final ReaderNotifier notifier;
  private int silences;

  /** Start time of the unfinished message; 0 without one. */
  private long begun;

  @SuppressWarnings("NullAway.Init") // set by start, before the first bytes
  private PushStream stream;

  @SuppressWarnings("NullAway.Init") // set by start, before the first bytes
  private ReplyWriter answers;

  @SuppressWarnings("NullAway.Init") // set by start, before the first bytes
  private CommandHandler commands;

  ClientInput(Feed feed, EndpointContext settings, ReaderNotifier notifier) {
    long limit = (long) settings.maxMessageBytes() * BYTES_PER_ESCAPE + OTHER_FIELDS;
    this.frames = new FrameReader(true, (int) Math.min(limit, Integer.MAX_VALUE - OTHER_FIELDS));
    this.feed = feed;
    this.settings = settings;
    this.notifier = notifier;
  }

  /** Starts the check for silence. Replies go to {@code stream} from now on. */
  void start(PushStream newStream) {
    stream = newStream;
    answers = new ReplyWriter(stream);
    commands = new CommandHandler(feed, settings, answers, notifier);
    watchForSilence();
  }

  private void watchForSilence() {
    stream.onSilent(settings.heartbeat().multipliedBy(2).dividedBy(3), this::silent);
  }

  @Override
  public void received(ByteBuffer bytes) {
    silences = 0;
    try {
      ByteBuffer frame = frames.next(bytes);
      while (frame != null && !answers.isClosed()) {
        onFrame(Frames.translate(DRAFT.get(), frame));
        frame = frames.next(bytes);
      }
      requireRoom(frames.kept() + messages.kept());
      requireRate(frames.arrived() + messages.kept());
    } catch (InvalidDataException e) {
      answers.close(e.getCloseCode(), String.valueOf(e.getMessage()));
    }
    answers.flush();
  }

  private void requireRoom(int kept) throws InvalidDataException {
    if (!stream.reserveInput(kept)) {
      throw new InvalidDataException(
          CloseFrame.TRY_AGAIN_LATER,
          "the server holds as many bytes as it accepts (heldBytes); retry later");
    }
  }

  /**
   * Requires the bytes of an unfinished message, which takes memory, at the minimum average rate
   * after a grace period. Heartbeats and other frames do not count.
   */
  private void requireRate(int arrived) throws InvalidDataException {
    long now = System.nanoTime();
    if (arrived == 0 || begun == 0) {
      begun = arrived == 0 ? 0 : now;
      return;
    }
    long grace = settings.heartbeat().multipliedBy(2).toNanos();
    if (now - begun - grace > arrived * SECONDS.toNanos(1) / settings.minBytesPerSecond()) {
      throw new InvalidDataException(
          CloseFrame.POLICY_VALIDATION,
          "a message must arrive at "
              + settings.minBytesPerSecond()
              + " bytes per second on average after two heartbeats");
    }
  }

  private void onFrame(Framedata frame) throws InvalidDataException {
    switch (frame.getOpcode()) {
      case PING -> answers.pong(frame.getPayloadData().array());
      case PONG -> {} // a sign of life, and as such it has been noted
      case CLOSING -> answers.close(((CloseFrame) frame).getCloseCode(), "");
      case TEXT, BINARY, CONTINUOUS -> {
        String text = messages.add(frame);
        if (text != null) {
          begun = 0;
          commands.execute(CommandParser.parse(text, settings.maxTopics()));
        }
      }
    }
  }

  /**
   * Called every two thirds of a heartbeat in which nothing came: the third time, two heartbeats
   * are over. An idle stream is pinged by the {@link io.pushchannel.spi.Pump} after one heartbeat;
   * a busy one is pinged here, after four thirds.
   */
  private void silent() {
    silences++;
    if (silences == 3) {
      answers.close(CloseFrame.POLICY_VALIDATION, "expected a sign of life");
      return;
    }
    if (silences == 2) {
      answers.ping();
      answers.flush();
    }
    watchForSilence();
  }
}
