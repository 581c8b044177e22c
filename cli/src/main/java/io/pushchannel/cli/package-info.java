/**
 * The command line: {@code serve}, {@code tail}, {@code publish} and {@code compare}. Start with
 * {@link io.pushchannel.cli.Main}; each command is a class, what its options mean is in {@link
 * io.pushchannel.cli.option}.
 */
@NullMarked
package io.pushchannel.cli;

import org.jspecify.annotations.NullMarked;
