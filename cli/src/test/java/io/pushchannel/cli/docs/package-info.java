/** Compiles and runs the code in README, docs and Javadoc. */
package io.pushchannel.cli.docs;
