package io.reco.examples;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Parent of the commands that train. */
@Command(
        name = "train",
        description = "Trains a model and saves it.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "MODEL",
        subcommands = {TrainItem2VecCommand.class, TrainTransformerCommand.class, HelpCommand.class},
        footer = {
            "",
            "Examples:",
            "  reco train item2vec --world 500,2000,1 --out model",
            "  reco train item2vec --data ../hetrec2011-lastfm-2k --format hetrec-lastfm --out model",
            "  reco train transformer --data ../ml-1m --format sasrec --out movies",
            "  reco help train item2vec",
            "  reco help train transformer"
        })
final class TrainCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private CommandSpec spec;

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "train what? For example: reco train item2vec --help");
    }
}
