/** Compiles and runs the code in README, docs and Javadoc. */
package io.pushchannel.integration.docs;
