/**
 * What the launcher asks before it starts a command's virtual machine: how much memory that is
 * given, and how. Runs without Spark on the class path.
 */
package dev.assay.cli.launch;
