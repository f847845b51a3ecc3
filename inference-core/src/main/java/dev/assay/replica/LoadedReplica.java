package dev.assay.replica;

import dev.assay.engine.Engine;
import dev.assay.model.ModelConfiguration;
import dev.assay.tokenizer.Tokenizer;

record LoadedReplica(ModelFolder folder, Engine engine, String kernels) implements Replica {
  @Override
  public ModelConfiguration configuration() {
    return folder.configuration();
  }

  @Override
  public Tokenizer tokenizer() {
    return folder.tokenizer();
  }

  @Override
  public void close() {
    engine.close();
  }
}
