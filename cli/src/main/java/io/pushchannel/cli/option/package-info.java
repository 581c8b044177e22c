/**
 * Converters of option values: each class parses one kind of value from the command line, and
 * rejects an invalid one with the value and the limit.
 */
@NullMarked
package io.pushchannel.cli.option;

import org.jspecify.annotations.NullMarked;
