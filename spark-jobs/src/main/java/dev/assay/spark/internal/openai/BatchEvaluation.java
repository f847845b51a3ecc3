package dev.assay.spark.internal.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.core.generation.GeneratedText;
import dev.assay.core.generation.GenerationOptions;
import dev.assay.core.generation.PromptEncoder;
import dev.assay.core.generation.RowSeed;
import dev.assay.core.generation.TextGenerator;
import dev.assay.core.replica.Replica;
import dev.assay.spark.internal.executor.Answers;
import dev.assay.spark.internal.executor.ExecutorReplicas;
import dev.assay.spark.internal.functions.ModelFunction;
import dev.assay.spark.internal.functions.ReplicaPrompts;
import dev.assay.spark.internal.functions.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.unsafe.types.UTF8String;

/** A task's requests on the replica of its executor. */
final class BatchEvaluation implements ModelFunction.Evaluation {
  private final BatchFunction function;
  private final ExecutorReplicas.Lease lease;
  private final PromptEncoder encoder;
  private final TextGenerator generator;
  private final BatchResponse response;

  BatchEvaluation(BatchFunction function, ExecutorReplicas.Lease lease) {
    this.function = function;
    this.lease = lease;
    Replica replica = lease.replica();
    this.encoder =
        ReplicaPrompts.encoder(
            replica, false, function.withoutBegin(), function.mostPromptTokens());
    this.generator =
        TextGenerator.of(replica.engine(), replica.tokenizer(), replica.endOfSequence());
    this.response = new BatchResponse(replica.tokenizer(), function.created());
  }

  @Override
  public ModelFunction.Pending start(InternalRow row) {
    String line = "";
    String customId = null;
    try {
      line = Texts.checked(row.isNullAt(0) ? null : row.getUTF8String(0), "line");
      JsonNode json = BatchRequest.parse(line);
      customId = json.path("custom_id").textValue();
      BatchRequest request = BatchRequest.of(json, function.defaults());
      int[] prompt = request.body().prompt(encoder, request.options().chatVariables());
      List<CompletableFuture<GeneratedText>> choices = new ArrayList<>();
      for (int i = 0; i < request.choices(); i++) {
        long seed = request.options().sampling().seed();
        // Choices differ in their draws, and in nothing else.
        String id = request.choices() == 1 ? customId : customId + " " + i;
        GenerationOptions options = request.options().withSeed(RowSeed.of(seed, id));
        choices.add(
            generator.generate(
                prompt, i == 0 && request.choices() > 1 ? prompt.length : 0, options));
      }
      return new Choices(line, request, choices);
    } catch (AssayException error) {
      if (error.kind() != ErrorKind.REQUEST) {
        throw error;
      }
      return ModelFunction.Pending.of(failed(line, customId, error));
    }
  }

  private final class Choices implements ModelFunction.Pending {
    private final String line;
    private final BatchRequest request;
    private final List<CompletableFuture<GeneratedText>> answers;

    Choices(String line, BatchRequest request, List<CompletableFuture<GeneratedText>> answers) {
      this.line = line;
      this.request = request;
      this.answers = answers;
    }

    @Override
    public Object await() {
      List<GeneratedText> choices = new ArrayList<>();
      try {
        for (CompletableFuture<GeneratedText> answer : answers) {
          choices.add(Answers.await(answer, "request " + request.customId()));
        }
      } catch (AssayException error) {
        cancel();
        return failed(line, request.customId(), error);
      }
      int read = choices.get(0).promptTokens();
      int written = choices.stream().mapToInt(GeneratedText::completionTokens).sum();
      function.counts().countAnswered((long) read + written);
      return row(response.answer(line, request, choices), false, read, written);
    }

    @Override
    public void cancel() {
      answers.forEach(answer -> answer.cancel(false));
    }
  }

  private Object failed(String line, String customId, AssayException error) {
    function.counts().countFailed();
    return row(response.refusal(line, customId, error), true, 0, 0);
  }

  private static InternalRow row(String line, boolean failed, int read, int written) {
    return new GenericInternalRow(
        new Object[] {UTF8String.fromString(line), failed, read, written});
  }

  @Override
  public void close() {
    lease.close();
  }
}
