package io.pushchannel.spi;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A request as a test writes it down. It cannot be answered. */
record WrittenExchange(
    String method, Map<String, List<String>> parameters, Map<String, String> fields)
    implements PushExchange {

  static WrittenExchange get(Map<String, List<String>> parameters) {
    return new WrittenExchange("GET", parameters, Map.of());
  }

  WrittenExchange withHeader(String name, String value) {
    return new WrittenExchange(method, parameters, Map.of(name.toLowerCase(Locale.ROOT), value));
  }

  @Override
  public String header(String name) {
    return fields.get(name.toLowerCase(Locale.ROOT));
  }

  @Override
  public List<Map.Entry<String, String>> headers() {
    return List.copyOf(fields.entrySet());
  }

  @Override
  public String target() {
    return "/push";
  }

  @Override
  public List<String> query(String name) {
    return parameters.getOrDefault(name, List.of());
  }

  @Override
  public byte[] body() {
    return new byte[0];
  }

  @Override
  public boolean isHttp11() {
    return true;
  }

  @Override
  public ReaderNotifier notifier() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void run(Runnable task) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void respond(int status, Map<String, String> headers, byte[] body) {
    throw new UnsupportedOperationException();
  }

  @Override
  public PushStream stream(int status, Map<String, String> headers) {
    throw new UnsupportedOperationException();
  }

  @Override
  public PushStream upgrade(byte[] responseHead, Input input) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void schedule(Duration delay, Runnable task) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void onEnd(Runnable task) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean isClosing() {
    return false;
  }

  @Override
  public void onClosing(Runnable task) {
    throw new UnsupportedOperationException();
  }
}
