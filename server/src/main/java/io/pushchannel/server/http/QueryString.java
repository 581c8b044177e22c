package io.pushchannel.server.http;

import io.pushchannel.spi.HttpProblemException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A query as a form would send it. Strict: a broken escape or bytes that are not UTF-8 are refused,
 * not replaced, so that no topic is mistaken for another.
 */
public final class QueryString {

  /** More parameters than any request here needs. */
  private static final int MAX_PARAMETERS = 256;

  /** In the order they came. A handful at most, so looking through them is cheaper than a map. */
  private final List<String> names = new ArrayList<>(4);

  private final List<String> values = new ArrayList<>(4);

  /**
   * Reads a query, without its question mark.
   *
   * @throws HttpProblemException 400 if it is not well formed
   */
  public QueryString(String query) {
    for (int start = 0; start < query.length(); ) {
      int end = query.indexOf('&', start) < 0 ? query.length() : query.indexOf('&', start);
      if (end > start) {
        if (names.size() == MAX_PARAMETERS) {
          throw refusal("at most " + MAX_PARAMETERS + " parameters", "more");
        }
        add(query, start, end);
      }
      start = end + 1;
    }
  }

  public List<String> values(String name) {
    int first = names.indexOf(name);
    if (first < 0) {
      return List.of();
    }
    if (names.lastIndexOf(name) == first) {
      return List.of(values.get(first));
    }
    List<String> all = new ArrayList<>();
    for (int i = first; i < names.size(); i++) {
      if (names.get(i).equals(name)) {
        all.add(values.get(i));
      }
    }
    return all;
  }

  private void add(String query, int start, int end) {
    int equals = query.indexOf('=', start);
    boolean hasValue = equals >= 0 && equals < end;
    names.add(decode(query.substring(start, hasValue ? equals : end)));
    values.add(hasValue ? decode(query.substring(equals + 1, end)) : "");
  }

  private static String decode(String text) {
    if (isPlain(text)) {
      return text;
    }
    ByteBuffer bytes = ByteBuffer.allocate(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '%') {
        bytes.put((byte) escaped(text, i));
        i += 2;
      } else {
        bytes.put((byte) (c == '+' ? ' ' : c)); // the head is read as ISO-8859-1
      }
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
    } catch (CharacterCodingException e) {
      throw refusal("UTF-8", "other bytes");
    }
  }

  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '%' || c == '+' || c >= 0x80) {
        return false;
      }
    }
    return true;
  }

  private static int escaped(String text, int percent) {
    int value = 0;
    for (int i = percent + 1; i <= percent + 2; i++) {
      int digit = i < text.length() ? Character.digit(text.charAt(i), 16) : -1;
      if (digit < 0) {
        throw refusal("two hexadecimal digits after %", "something else");
      }
      value = value * 16 + digit;
    }
    return value;
  }

  private static HttpProblemException refusal(String expected, String got) {
    return new HttpProblemException(
        400, "Bad query", "the query must have " + expected + ", had " + got);
  }
}
