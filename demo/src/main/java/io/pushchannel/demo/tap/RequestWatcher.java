package io.pushchannel.demo.tap;

import io.pushchannel.proxy.HttpScanner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Records the requests of a connection. */
final class RequestWatcher {

  private static final Pattern METHOD = Pattern.compile("\\w+");
  private static final Pattern CLIENT = Pattern.compile("[?&]client=([0-9]{1,9})(?=[& ])");

  private final EventRecorder recorder;
  private final HttpScanner scanner = HttpScanner.requests();
  private CapturedBytes captured = new CapturedBytes();
  private String method = "";

  RequestWatcher(EventRecorder recorder) {
    this.recorder = recorder;
  }

  /** Processes bytes of the client. */
  void received(byte[] bytes) {
    for (int at = 0; at < bytes.length; ) {
      int end = scanner.scan(bytes, at, bytes.length);
      captured.add(bytes, at, end);
      if (scanner.part() == HttpScanner.Part.HEADERS && scanner.isPartEnd()) {
        endHeaders();
      }
      if (scanner.isMessageEnd()) {
        recorder.request(method, captured);
        captured = new CapturedBytes();
      }
      at = end;
    }
  }

  private void endHeaders() {
    String line = captured.text(0).strip().split("\r", 2)[0];
    Matcher start = METHOD.matcher(line);
    method = start.lookingAt() ? start.group() : "";
    Matcher client = CLIENT.matcher(line);
    recorder.client(client.find() ? Integer.parseInt(client.group(1)) : 0);
  }
}
