package io.pushchannel.cli.option;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a whole number from 1 to {@value #MAX}. */
public final class CountConverter implements ITypeConverter<Integer> {

  private static final int MAX = 1_000_000_000;

  @Override
  public Integer convert(String text) {
    boolean isNumber = text.matches("[0-9]{1,10}");
    long count = isNumber ? Long.parseLong(text) : 0;
    if (count < 1 || count > MAX) {
      throw new TypeConversionException(
          "must be a whole number from 1 to " + MAX + ", was \"" + text + '"');
    }
    return (int) count;
  }
}
