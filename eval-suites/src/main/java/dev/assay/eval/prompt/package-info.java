/**
 * How a task's file and a document become an item: solved examples drawn, templates rendered,
 * prompts put together as the reference harness does (lm_eval/api/task.py, samplers.py).
 */
package dev.assay.eval.prompt;
