package dev.assay.replica;

import dev.assay.engine.Engine;
import dev.assay.model.ModelConfiguration;
import dev.assay.tokenizer.Tokenizer;
import java.util.function.Supplier;

final class LoadedReplica implements Replica {
  private final ModelConfiguration configuration;
  private final Engine engine;
  private final String kernels;
  private final Supplier<Tokenizer> opening;
  private Tokenizer tokenizer;

  LoadedReplica(
      ModelConfiguration configuration,
      Engine engine,
      String kernels,
      Supplier<Tokenizer> opening) {
    this.configuration = configuration;
    this.engine = engine;
    this.kernels = kernels;
    this.opening = opening;
  }

  @Override
  public ModelConfiguration configuration() {
    return configuration;
  }

  @Override
  public synchronized Tokenizer tokenizer() {
    if (tokenizer == null) {
      tokenizer = opening.get();
    }
    return tokenizer;
  }

  @Override
  public Engine engine() {
    return engine;
  }

  @Override
  public String kernels() {
    return kernels;
  }

  @Override
  public void close() {
    engine.close();
  }
}
