package io.pushchannel.cli.option;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a TCP port; 0 stands for one that is free. */
public final class PortConverter implements ITypeConverter<Integer> {

  @Override
  public Integer convert(String text) {
    boolean isNumber = text.matches("[0-9]{1,5}");
    if (!isNumber || Integer.parseInt(text) > 65_535) {
      throw new TypeConversionException("must be a port from 0 to 65535, was \"" + text + '"');
    }
    return Integer.parseInt(text);
  }
}
