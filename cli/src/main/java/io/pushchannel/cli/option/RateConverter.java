package io.pushchannel.cli.option;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Parses a positive number of messages per second: {@code 20} or {@code 0.5}. */
public final class RateConverter implements ITypeConverter<Double> {

  private static final double MAX = 10_000_000;

  @Override
  public Double convert(String text) {
    boolean isNumber = text.matches("[0-9]{1,9}(\\.[0-9]{1,9})?");
    double rate = isNumber ? Double.parseDouble(text) : 0;
    if (rate <= 0 || rate > MAX) {
      throw new TypeConversionException(
          "must be a positive number of messages per second, such as 20 or 0.5, was \""
              + text
              + '"');
    }
    return rate;
  }
}
