/**
 * What the values of options mean: each class reads one kind of value from the command line and
 * refuses what is none, naming what was expected and what came.
 */
@NullMarked
package io.pushchannel.cli.option;

import org.jspecify.annotations.NullMarked;
