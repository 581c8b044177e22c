package io.pushchannel.sse;

import java.util.List;
import java.util.stream.Stream;

/**
 * Event streams, and what a browser hears of each: the rules of the HTML standard, section 9.2.6,
 * one by one. An event is written {@code type|id|data}.
 */
record EventStreams(String rule, String stream, List<String> events) {

  static Stream<EventStreams> all() {
    return Stream.of(
        heard("a line of data and an empty line are an event", "data: a\n\n", "message||a"),
        heard("lines may end in CR", "data: a\rdata: b\r\r", "message||a\nb"),
        heard("lines may end in CRLF", "data: a\r\ndata: b\r\n\r\n", "message||a\nb"),
        heard(
            "line ends may be mixed",
            "data: a\rdata: b\n\r\ndata: c\r\n\n",
            "message||a\nb",
            "message||c"),
        heard("a stream may end in a bare CR", "data: a\n\ndata: b\r", "message||a"),
        heard(
            "CR LF is one line end, LF CR are two",
            "data: a\n\rdata: b\r\n\r\n",
            "message||a",
            "message||b"),
        heard("what no empty line ends is dropped", "data: a\n\ndata: b\n", "message||a"),
        heard("an unfinished line is dropped", "data: a\n\ndata: b", "message||a"),
        heard("nothing is nothing", ""),
        heard("empty lines alone are nothing", "\n\r\n\r\n\n"),
        heard("a mark at the start is dropped", "\ufeffdata: a\n\n", "message||a"),
        heard(
            "a second mark makes the field unknown",
            "\ufeff\ufeffdata: a\n\ndata: b\n\n",
            "message||b"),
        heard("a mark later is text", "data: \ufeffa\n\n", "message||\ufeffa"),
        heard(
            "one space after the colon is dropped",
            "data:a\n\ndata: b\n\ndata:  c\n\n",
            "message||a",
            "message||b",
            "message|| c"),
        heard("a tab after the colon is text", "data:\ta\n\n", "message||\ta"),
        heard("space at the end is text", "data: a \n\n", "message||a "),
        heard("data without a value is an empty line", "data\n\n", "message||"),
        heard("data with nothing after its colon is an empty line", "data:\n\n", "message||"),
        heard("two empty lines of data are one line end", "data\ndata\n\n", "message||\n"),
        heard("a last empty line of data counts", "data: a\ndata:\n\n", "message||a\n"),
        heard("colons in the value are text", "data: a:b: c\n\n", "message||a:b: c"),
        heard(
            "lines that begin with a colon are comments",
            ": data: x\n:\ndata: a\n:y\n\n",
            "message||a"),
        heard("comments alone are no event", ": x\n\n:\n\n"),
        heard(
            "unknown fields are ignored",
            "date: x\nfoo\ndata: a\nDATA: x\ndata : x\n data: x\n\n",
            "message||a"),
        heard(
            "a field is known by its whole name",
            "datax: 1\ndat: 2\nidx: 3\neventx: 4\ndata: a\n\n",
            "message||a"),
        heard("event names the type", "event: t\ndata: a\n\n", "t||a"),
        heard("the last name counts", "event: t\nevent: u\ndata: a\n\n", "u||a"),
        heard(
            "the type holds for one event",
            "event: t\ndata: a\n\ndata: b\n\n",
            "t||a",
            "message||b"),
        heard("a type without data is no event and goes", "event: t\n\ndata: a\n\n", "message||a"),
        heard("an empty type is none", "event: t\nevent:\ndata: a\n\n", "message||a"),
        heard("a type's spaces but the first are text", "event:  t \ndata: a\n\n", " t ||a"),
        heard("an id comes with its event", "id: 1\ndata: a\n\n", "message|1|a"),
        heard(
            "an id holds until the next",
            "id: 1\ndata: a\n\ndata: b\n\nid: 2\ndata: c\n\n",
            "message|1|a",
            "message|1|b",
            "message|2|c"),
        heard("the last id of an event counts", "id: 1\nid: 2\ndata: a\n\n", "message|2|a"),
        heard("an id after its data counts", "data: a\nid: 1\n\n", "message|1|a"),
        heard("an id without data holds for what follows", "id: 1\n\ndata: a\n\n", "message|1|a"),
        heard(
            "an empty id is an id",
            "id: 1\ndata: a\n\nid:\ndata: b\n\nid: 2\ndata: c\n\nid\ndata: d\n\n",
            "message|1|a",
            "message||b",
            "message|2|c",
            "message||d"),
        heard("an id with NUL is ignored", "id: 1\nid: 2\0\ndata: a\n\n", "message|1|a"),
        heard("an id of an unfinished event is dropped", "data: a\n\nid: 9\n", "message||a"),
        heard("an id's spaces but the first are text", "id:  1 \ndata: a\n\n", "message| 1 |a"),
        heard("retry is not an event", "retry: 1000\n\nretry: x\ndata: a\n\n", "message||a"),
        heard(
            "order within an event is free",
            "data: a\nretry: 5\nid: 1\n: x\nevent: t\ndata: b\n\n",
            "t|1|a\nb"),
        heard("text is UTF-8", "data: é€😀\nevent: ü\n\n", "ü||é€😀"),
        heard("NUL in data is text", "data: a\0b\n\n", "message||a\0b"),
        heard(
            "other separators are text",
            "data: a\u000bb\fc\u0085d\u2028e\n\n",
            "message||a\u000bb\fc\u0085d\u2028e"));
  }

  private static EventStreams heard(String rule, String stream, String... events) {
    return new EventStreams(rule, stream, List.of(events));
  }

  @Override
  public String toString() {
    return rule;
  }
}
