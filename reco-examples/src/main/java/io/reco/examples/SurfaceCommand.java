package io.reco.examples;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Parent of the commands about surface files. */
@Command(
        name = "surface",
        description = "Surfaces as YAML or JSON files: sources, fusion, rules and limits of one place in the product.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            SurfaceCheckCommand.class,
            SurfaceShowCommand.class,
            SurfaceDiffCommand.class,
            SurfaceRulesCommand.class,
            SurfaceSchemaCommand.class,
            HelpCommand.class
        },
        footer = {
            "",
            "Examples:",
            "  reco surface check home.yaml",
            "  reco surface show home.yaml --world 500,2000,1 --character c7",
            "  reco surface diff home.yaml new.yaml --world 500,2000,1 --out diff.html",
            "  reco surface rules",
            "",
            "Every key and rule: docs/help/surfaces.md"
        })
final class SurfaceCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private CommandSpec spec;

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "surface what? For example: reco surface check home.yaml");
    }
}
