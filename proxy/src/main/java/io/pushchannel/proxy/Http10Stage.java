package io.pushchannel.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** The stage of {@link Fault.Http10}. Rewrites the headers of a request, and forwards its body. */
final class Http10Stage implements FaultStage {

  private static final int MAX_HEAD = 64 << 10;

  /** Headers for the next hop only (RFC 9110, section 7.6.1). */
  private static final Set<String> HOP_BY_HOP =
      Set.of("connection", "keep-alive", "proxy-connection", "te", "trailer", "upgrade");

  private final ByteArrayOutputStream head = new ByteArrayOutputStream();
  private final Runnable onFault;
  private boolean over;

  Http10Stage(Runnable onFault) {
    this.onFault = onFault;
  }

  @Override
  public void bytes(ByteBuffer bytes, long due, StageOutput output) {
    while (!over && bytes.hasRemaining()) {
      head.write(bytes.get());
      String text = head.toString(ISO_8859_1);
      if (text.endsWith("\r\n\r\n")) {
        over = true;
        onFault.run();
        pass(text, due, output);
      } else if (head.size() > MAX_HEAD) {
        over = true;
        output.respond("HTTP/1.1 431 Request Header Fields Too Large\r\nContent-Length: 0\r\n\r\n");
      }
    }
    if (bytes.hasRemaining()) {
      output.bytes(bytes, due);
    }
  }

  private static void pass(String text, long due, StageOutput output) {
    String[] lines = text.split("\r\n");
    if (Arrays.stream(lines).anyMatch(line -> name(line).equals("transfer-encoding"))) {
      output.respond("HTTP/1.1 411 Length Required\r\nContent-Length: 0\r\n\r\n");
      return;
    }
    output.bytes(ByteBuffer.wrap(rewritten(lines).getBytes(ISO_8859_1)), due);
  }

  static String rewritten(String[] lines) {
    Set<String> dropped = new TreeSet<>(HOP_BY_HOP);
    for (String line : lines) {
      if (name(line).equals("connection")) {
        for (String named : line.substring(line.indexOf(':') + 1).split(",")) {
          dropped.add(named.strip().toLowerCase(Locale.ROOT));
        }
      }
    }
    StringBuilder head = new StringBuilder(lines[0].replaceFirst("HTTP/1\\.1$", "HTTP/1.0"));
    for (int i = 1; i < lines.length; i++) {
      if (!dropped.contains(name(lines[i]))) {
        head.append("\r\n").append(lines[i]);
      }
    }
    return head.append("\r\nConnection: close\r\n\r\n").toString();
  }

  private static String name(String line) {
    int colon = line.indexOf(':');
    return colon < 0 ? "" : line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
  }
}
