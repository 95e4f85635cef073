package io.reco.examples;

import io.reco.rerank.config.SurfaceSchema;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The JSON Schema of surface files. */
@Command(
        name = "schema",
        description = "The JSON Schema of surface files, for editors that complete and check them.",
        mixinStandardHelpOptions = true,
        footer = {"", "Examples:", "  reco surface schema > surface.schema.json"})
final class SurfaceSchemaCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine().getOut().print(SurfaceSchema.json());
        spec.commandLine().getOut().flush();
        return 0;
    }
}
