/** Tests of the commands, most of them in this process with captured streams. */
package io.pushchannel.cli;
