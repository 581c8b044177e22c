package io.pushchannel.cli.option;

import io.pushchannel.Cursor;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a cursor: a message's id, {@code latest} or {@code earliest}. */
public final class CursorConverter implements ITypeConverter<Cursor> {

  @Override
  public Cursor convert(String text) {
    try {
      return Cursor.parse(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(String.valueOf(e.getMessage()));
    }
  }
}
