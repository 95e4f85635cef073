package io.reco.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.reco.embeddings.item2vec.Architecture;
import io.reco.embeddings.item2vec.Item2VecOptions;
import io.reco.embeddings.item2vec.LearningRateSchedule;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine;

class Item2VecArgumentsTest {
    private static final Item2VecOptions MUSIC = Item2VecOptions.MUSIC.withThreads(1);

    @CommandLine.Command
    private static final class Holder {
        @CommandLine.Mixin
        private final Item2VecArguments arguments = new Item2VecArguments();
    }

    private static Item2VecOptions parse(boolean ordered, List<String> args) {
        Holder holder = new Holder();
        new CommandLine(holder).parseArgs(args.toArray(new String[0]));
        return holder.arguments.toOptions(ordered);
    }

    @Test
    void nothingGivenIsThePreset() {
        assertThat(parse(true, List.of("--threads", "1"))).isEqualTo(MUSIC);
        assertThat(parse(false, List.of("--threads", "1")).window()).isEqualTo(25);
        assertThat(parse(false, List.of("--preset", "music", "--threads", "1"))).isEqualTo(MUSIC);
        assertThat(parse(true, List.of("--preset", "TEXT", "--threads", "1")).dimension())
                .isEqualTo(100);
    }

    @Test
    void optionsAsArgumentsReadBackTheSame() {
        Item2VecOptions other = MUSIC.withArchitecture(Architecture.CBOW)
                .withDimension(33)
                .withWindow(7)
                .withShrinkWindow(false)
                .withNegatives(9)
                .withFreshNegatives(4)
                .withExponent(0.125)
                .withSubsample(1e-5)
                .withMinCount(2)
                .withEpochs(77)
                .withLearningRate(0.05, 1e-6)
                .withSchedule(LearningRateSchedule.COSINE)
                .withSharedContexts(1)
                .withHotRows(0)
                .withKeepOutputs(true)
                .withSeed(12)
                .withThreads(3);
        List<String> arguments = Item2VecArguments.arguments(MUSIC, other);
        assertThat(arguments).contains("--subsample", "0.00001", "--shrink-window", "false", "--keep-outputs");
        assertThat(parse(true, arguments)).isEqualTo(other);
        assertThat(Item2VecArguments.arguments(MUSIC, MUSIC)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Item2VecPreset.class,
            names = {"MUSIC", "TEXT", "UNORDERED"})
    void everyPresetReadsBackTheSame(Item2VecPreset preset) {
        assertThat(parse(true, List.of("--preset", EnumArgument.label(preset), "--threads", "1")))
                .isEqualTo(preset.options(true).withThreads(1));
    }

    @Test
    void aLowRateIsThatOfTheEndToo() {
        assertThat(parse(true, List.of("--learning-rate", "0.00001")).minLearningRate())
                .isEqualTo(1e-5);
    }

    /** The defaults in brackets are those of the code. */
    @Test
    void helpShowsTheMusicDefaults() {
        String help = new CommandLine(new Holder()).setUsageHelpWidth(400).getUsageMessage();
        assertThat(line(help, "--dimension")).contains("(" + MUSIC.dimension() + ")");
        assertThat(line(help, "--window")).contains("(" + MUSIC.window() + ")");
        assertThat(line(help, "--shrink-window")).contains("(" + MUSIC.shrinkWindow() + ")");
        assertThat(line(help, "--negatives")).contains("(" + MUSIC.negatives() + ")");
        assertThat(line(help, "--fresh-negatives")).contains("(" + MUSIC.freshNegatives() + ": all)");
        assertThat(line(help, "--exponent")).contains("(" + MUSIC.exponent() + ")");
        assertThat(line(help, "--subsample")).contains("(" + Item2VecArguments.number(MUSIC.subsample()) + ")");
        assertThat(line(help, "--min-count")).contains("(" + MUSIC.minCount() + ")");
        assertThat(line(help, "--epochs")).contains("(" + MUSIC.epochs() + ")");
        assertThat(line(help, "--learning-rate")).contains("(" + MUSIC.learningRate() + ")");
        assertThat(line(help, "--min-learning-rate"))
                .contains("(" + Item2VecArguments.number(MUSIC.minLearningRate()) + ")");
        assertThat(line(help, "--shared-contexts")).contains("(" + MUSIC.sharedContexts() + ")");
        assertThat(line(help, "--hot-rows")).contains("(" + MUSIC.hotRows() + ")");
        assertThat(line(help, "--attribute-weight"))
                .contains("(" + MUSIC.attributes().lossWeight() + ")");
        assertThat(line(help, "--schedule")).contains("(" + EnumArgument.label(MUSIC.schedule()) + ")");
        assertThat(line(help, "--architecture")).contains("(" + EnumArgument.label(MUSIC.architecture()) + ")");
    }

    /** The lines of an option; continuation lines of other options are not mixed in. */
    private static String line(String help, String option) {
        int from = help.indexOf("      " + option + "=");
        int to = help.indexOf("\n      --", from + 1);
        return help.substring(from, to < 0 ? help.length() : to);
    }
}
