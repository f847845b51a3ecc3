package dev.assay.replica;

import dev.assay.engine.Engine;
import dev.assay.model.ModelConfiguration;
import dev.assay.tokenizer.Tokenizer;
import java.util.OptionalInt;

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
  public OptionalInt beginOfSequence(boolean forcedOff) {
    return folder.beginOfSequence(forcedOff);
  }

  @Override
  public void close() {
    engine.close();
  }
}
