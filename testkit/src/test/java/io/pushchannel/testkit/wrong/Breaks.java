package io.pushchannel.testkit.wrong;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The promises that a wrong transport breaks. It must keep all others. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@interface Breaks {

  /** Number and first words of each promise; empty if the channel corrects the fault. */
  String[] value();

  /** Promises that it breaks or keeps, depending on which thread is faster. */
  String[] maybe() default {};
}
