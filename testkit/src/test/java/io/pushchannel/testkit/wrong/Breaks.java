package io.pushchannel.testkit.wrong;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Which promises a wrong transport breaks. All others it keeps. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@interface Breaks {

  /** The first words of each, with its number; none if the channel mends what is wrong. */
  String[] value();
}
