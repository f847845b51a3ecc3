package dev.assay.eval.instruction;

/** One instruction with what it is about. */
interface InstructionChecker {

  /** Whether a response, of which some is no white space, follows the instruction. */
  boolean follows(String response);
}
