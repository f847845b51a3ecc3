package dev.assay.core.replica;

import dev.assay.core.engine.Engine;
import dev.assay.core.model.ModelConfiguration;
import dev.assay.core.tokenizer.ChatTemplateSource;
import dev.assay.core.tokenizer.Tokenizer;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

record LoadedReplica(ModelFolder folder, Engine engine, String kernels) implements Replica {
  @Override
  public ModelConfiguration configuration() {
    return folder.configuration();
  }

  @Override
  public boolean hasTokenizer() {
    return folder.hasTokenizer();
  }

  @Override
  public Tokenizer tokenizer() {
    return folder.tokenizer();
  }

  @Override
  public Optional<ChatTemplateSource> chatTemplate() {
    return folder.chatTemplate();
  }

  @Override
  public OptionalInt beginOfSequence(boolean forcedOff) {
    return folder.beginOfSequence(forcedOff);
  }

  @Override
  public Set<Integer> endOfSequence() {
    return folder.endOfSequence();
  }

  @Override
  public void close() {
    engine.close();
  }
}
