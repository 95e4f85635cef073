package io.reco.examples;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Parent of the commands that tune. */
@Command(
        name = "tune",
        description = "Searches for good options of a model.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "MODEL",
        subcommands = {TuneItem2VecCommand.class, HelpCommand.class},
        footer = {"", "Examples:", "  reco tune item2vec --world 500,2000,1 --trials 10", "  reco help tune item2vec"})
final class TuneCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private CommandSpec spec;

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "tune what? For example: reco tune item2vec --help");
    }
}
