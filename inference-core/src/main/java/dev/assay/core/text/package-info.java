/** Text as Python has it: the original prompts are written with its methods. */
package dev.assay.core.text;
