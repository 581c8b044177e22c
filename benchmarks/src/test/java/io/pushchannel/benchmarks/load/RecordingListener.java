package io.pushchannel.benchmarks.load;

import java.util.ArrayList;
import java.util.List;

/** Records the calls of a parser; of the cursors, only the last one. */
final class RecordingListener implements ParserListener {

  final List<String> heard = new ArrayList<>();
  String cursor = "";

  @Override
  public void message(long number, long intended) {
    heard.add(number + "@" + intended);
  }

  @Override
  public void gap() {
    heard.add("gap");
  }

  @Override
  public void opened() {
    heard.add("opened");
  }

  @Override
  public void answered() {
    heard.add("answered");
  }

  @Override
  public void cursor(byte[] bytes, int from, int to) {
    cursor = Bytes.text(bytes, from, to);
  }

  @Override
  public void ping(byte[] bytes, int from, int to) {
    heard.add("ping " + Bytes.text(bytes, from, to));
  }

  @Override
  public void leaving() {
    heard.add("leaving");
  }
}
