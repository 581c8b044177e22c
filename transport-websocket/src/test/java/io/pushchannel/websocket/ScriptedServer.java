package io.pushchannel.websocket;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.pushchannel.spi.WireBuffer;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.java_websocket.drafts.Draft_6455;
import org.java_websocket.handshake.HandshakeImpl1Client;
import org.java_websocket.handshake.HandshakeImpl1Server;

/** A server that sends exactly the bytes it is told to, to one client after the other. */
final class ScriptedServer implements AutoCloseable {

  private static final Pattern KEY = Pattern.compile("Sec-WebSocket-Key: (\\S+)");

  private final ServerSocket listening =
      new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));

  ScriptedServer() throws IOException {
    listening.setSoTimeout(5000);
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + listening.getLocalPort() + "/push");
  }

  Peer accept() throws IOException {
    return new Peer(listening.accept());
  }

  @Override
  public void close() throws IOException {
    listening.close();
  }

  /** One client. */
  static final class Peer implements AutoCloseable {

    private final Socket socket;
    private final InputStream in;

    Peer(Socket socket) throws IOException {
      this.socket = socket;
      this.in = socket.getInputStream();
      socket.setSoTimeout(5000);
    }

    /** Reads the request's head. */
    String request() throws IOException {
      ByteArrayOutputStream head = new ByteArrayOutputStream();
      while (!head.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
        head.write(octet());
      }
      return head.toString(ISO_8859_1);
    }

    /** Reads the request and accepts it, with further headers if need be. */
    Peer shakeHands(String moreHeaders) throws Exception {
      Matcher key = KEY.matcher(request());
      if (!key.find()) {
        throw new IOException("expected a Sec-WebSocket-Key, got none");
      }
      var request = new HandshakeImpl1Client();
      request.put("Sec-WebSocket-Key", key.group(1));
      String accept =
          new Draft_6455()
              .postProcessHandshakeResponseAsServer(request, new HandshakeImpl1Server())
              .getFieldValue("Sec-WebSocket-Accept");
      return send(
          "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
              + moreHeaders
              + "Sec-WebSocket-Accept: "
              + accept
              + "\r\n\r\n");
    }

    /** Accepts the request and says {@code open}. */
    Peer open(long heartbeatMillis) throws Exception {
      return shakeHands("")
          .text("{\"control\":\"open\",\"cursor\":\"e-0\",\"heartbeat\":" + heartbeatMillis + "}");
    }

    Peer send(String bytes) throws IOException {
      socket.getOutputStream().write(bytes.getBytes(ISO_8859_1));
      return this;
    }

    Peer text(String text) throws IOException {
      WireBuffer frame = new WireBuffer().utf8(text);
      ServerFrame.text(0, frame);
      return write(frame);
    }

    Peer close(int code, String reason) throws IOException {
      WireBuffer frame = new WireBuffer();
      ServerFrame.close(code, reason, frame);
      return write(frame);
    }

    private Peer write(WireBuffer frame) throws IOException {
      socket.getOutputStream().write(frame.toByteArray());
      return this;
    }

    /** Reads a frame, which must be masked and of less than 126 bytes, or of less than 64 KiB. */
    RawWebSocket.Frame read() throws IOException {
      int first = octet();
      int second = octet();
      if (second < 0x80) {
        throw new IOException("expected a masked frame, got an unmasked one");
      }
      int length = second & 0x7f;
      if (length == 126) {
        length = octet() << 8 | octet();
      }
      byte[] mask = in.readNBytes(4);
      byte[] payload = in.readNBytes(length);
      for (int i = 0; i < length; i++) {
        payload[i] ^= mask[i % 4];
      }
      return new RawWebSocket.Frame(first, payload);
    }

    String readText() throws IOException {
      return new String(read().payload(), UTF_8);
    }

    private int octet() throws IOException {
      int octet = in.read();
      if (octet < 0) {
        throw new EOFException("expected a byte, got the end");
      }
      return octet;
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
