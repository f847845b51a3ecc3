/**
 * Requests and responses in the form of OpenAI's batch files, a line of JSON each: {@code
 * {"custom_id", "method", "url", "body"}} with the urls {@code /v1/chat/completions} and {@code
 * /v1/completions}. What a body asks that Assay cannot do is refused by name, in that line's
 * response.
 */
package dev.assay.spark.internal.openai;
