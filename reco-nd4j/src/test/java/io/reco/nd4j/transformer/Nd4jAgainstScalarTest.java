package io.reco.nd4j.transformer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.reco.core.data.Dataset;
import io.reco.core.data.DatasetBuilder;
import io.reco.core.data.EventLog;
import io.reco.core.data.EventType;
import io.reco.core.data.Origin;
import io.reco.core.data.Track;
import io.reco.core.vector.KernelChoice;
import io.reco.nd4j.BackendCondition;
import io.reco.transformer.EpochRecord;
import io.reco.transformer.LossOptions;
import io.reco.transformer.TrainingOptions;
import io.reco.transformer.TransformerModel;
import io.reco.transformer.TransformerOptions;
import io.reco.transformer.TransformerOptions.Objective;
import io.reco.transformer.TransformerTrainer;
import io.reco.transformer.kernel.AttentionDropout;
import io.reco.transformer.kernel.Floats;
import io.reco.transformer.kernel.LossBatch;
import io.reco.transformer.kernel.TimeBias;
import io.reco.transformer.kernel.TransformerBackends;
import io.reco.transformer.kernel.TransformerKernels;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the contract has no case for, and whole trainings, against the scalar kernels. */
@EnabledIf(BackendCondition.USABLE)
class Nd4jAgainstScalarTest {
    private static final long SEED = 3;

    private static float[] random(int n, double deviation, Random random) {
        float[] values = new float[n];
        for (int i = 0; i < n; i++) {
            values[i] = (float) (deviation * random.nextGaussian());
        }
        return values;
    }

    private static Floats upload(TransformerKernels kernels, float[] values) {
        Floats floats = kernels.allocate(values.length);
        floats.write(0, values, 0, values.length);
        return floats;
    }

    private static float[] read(Floats floats) {
        float[] values = new float[floats.length()];
        floats.read(0, values, 0, values.length);
        return values;
    }

    private static void assertClose(List<float[]> actual, List<float[]> expected, double tolerance) {
        for (int t = 0; t < expected.size(); t++) {
            for (int i = 0; i < expected.get(t).length; i++) {
                assertThat(actual.get(t)[i])
                        .as("result %d, component %d, seed %d", t, i, SEED)
                        .isCloseTo(expected.get(t)[i], within((float) tolerance));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"true,true,0", "true,false,0.3", "false,true,0.3", "false,false,0"})
    void attentionOfSequencesOfOneLength(boolean causal, boolean timed, float rate) {
        try (TransformerKernels scalar = TransformerBackends.create(KernelChoice.SCALAR);
                TransformerKernels host = new Nd4jKernels("host", new HostMemory(), true);
                TransformerKernels device = new Nd4jKernels("device", new DeviceMemory(), false)) {
            List<float[]> expected = attention(scalar, causal, timed, rate);
            assertClose(attention(host, causal, timed, rate), expected, 1e-5);
            assertClose(attention(device, causal, timed, rate), expected, 1e-5);
        }
    }

    private static List<float[]> attention(TransformerKernels kernels, boolean causal, boolean timed, float rate) {
        Random random = new Random(SEED);
        int[] starts = {0, 9, 18, 27};
        int n = 27;
        Floats qkv = upload(kernels, random(n * 96, 1, random));
        Floats dOut = upload(kernels, random(n * 32, 1, random));
        Floats p = upload(kernels, random(2 * TimeBias.BUCKETS, 1, random));
        int[] seconds = random.ints(n, 0, 5_000).toArray();
        AttentionDropout dropout = rate > 0 ? new AttentionDropout(rate, 5) : null;
        TimeBias bias = timed ? new TimeBias(p, 0, seconds) : null;
        Floats out = kernels.allocate(n * 32);
        Floats sums = kernels.allocate(n * 2);
        Floats dqkv = kernels.allocate(n * 96);
        Floats g = kernels.allocate(2 * TimeBias.BUCKETS);
        kernels.attention(qkv, starts, 3, 32, 2, causal, bias, dropout, out, sums);
        kernels.attentionBackward(dOut, qkv, out, sums, starts, 3, 32, 2, causal, bias, dropout, dqkv, g);
        return List.of(read(out), read(sums), read(dqkv), read(g));
    }

    /** 300 tokens against 16,000 items: more logits than are held at once. */
    @ParameterizedTest
    @EnumSource(LossBatch.Kind.class)
    void lossOfMoreLogitsThanAreHeldAtOnce(LossBatch.Kind kind) {
        try (TransformerKernels scalar = TransformerBackends.create(KernelChoice.SCALAR);
                TransformerKernels host = new Nd4jKernels("host", new HostMemory(), true)) {
            assertClose(loss(host, kind), loss(scalar, kind), 1e-3);
        }
    }

    private static List<float[]> loss(TransformerKernels kernels, LossBatch.Kind kind) {
        Random random = new Random(SEED);
        int n = 300;
        int items = 16_000;
        float[] weights = new float[n];
        for (int i = 0; i < n; i++) {
            weights[i] = i % 7 == 0 ? 0 : 1;
        }
        int[] targets = random.ints(n, 0, items).toArray();
        LossBatch batch = new LossBatch(kind, n, 2, targets, weights, null, items, null, null, null, 1, 0.01f, -2);
        Floats dh = kernels.allocate(n * 16);
        Floats dPositives = kernels.allocate(n * 16);
        Floats dNegatives = kernels.allocate(items * 16);
        double loss = kernels.loss(
                batch,
                upload(kernels, rows(n, random)),
                upload(kernels, rows(n, random)),
                upload(kernels, rows(items, random)),
                null,
                dh,
                dPositives,
                dNegatives,
                null);
        float perToken = (float) (loss / n);
        return List.of(new float[] {perToken}, read(dh), read(dPositives), read(dNegatives));
    }

    /** Two components and pads. */
    private static float[] rows(int n, Random random) {
        float[] values = new float[n * 16];
        for (int i = 0; i < n; i++) {
            values[16 * i] = (float) random.nextGaussian();
            values[16 * i + 1] = (float) random.nextGaussian();
        }
        return values;
    }

    /** The next track follows from the last by a permutation, but for some noise; sequences of 4 to 14. */
    private static Dataset data() {
        Random random = new Random(SEED);
        DatasetBuilder builder = Dataset.builder("planted");
        IntStream.range(0, 40)
                .forEach(t -> builder.catalog().addTrack(Track.builder("t" + t).build()));
        for (int c = 0; c < 80; c++) {
            int who = builder.character("c" + c);
            int at = random.nextInt(40);
            int length = 4 + random.nextInt(11);
            for (int i = 0; i < length; i++) {
                builder.events().add(who, at, EventLog.NO_TIME, EventType.LISTEN, -1, Float.NaN, Origin.UNKNOWN);
                at = random.nextDouble() < 0.1 ? random.nextInt(40) : (at * 7 + 3) % 40;
            }
        }
        return builder.build();
    }

    private static List<Double> losses(TransformerModel model) {
        return new ArrayList<>(
                model.training().epochs().stream().map(EpochRecord::loss).toList());
    }

    @ParameterizedTest
    @EnumSource(Objective.class)
    void aTrainingFollowsThatOfTheScalarKernels(Objective objective) {
        TransformerOptions shape = TransformerOptions.SASREC
                .withDim(24)
                .withHeads(2)
                .withBlocks(2)
                .withFeedForward(20)
                .withMaxLength(10)
                .withDropout(0.1f)
                .withObjective(objective);
        TrainingOptions options = TrainingOptions.DEFAULT
                .withLoss(LossOptions.SAMPLED_SOFTMAX.withNegatives(12))
                .withBatchSequences(16)
                .withLearningRate(5e-3)
                .withEpochs(6)
                .withThreads(1);
        TransformerModel scalar = TransformerTrainer.of(shape, options.withKernels(KernelChoice.SCALAR))
                .fit(data());
        TransformerModel nd4j = TransformerTrainer.of(shape, options.withKernels(KernelChoice.ND4J))
                .fit(data());

        assertThat(nd4j.training().kernels()).startsWith("nd4j-native");
        List<Double> expected = losses(scalar);
        assertThat(expected.get(5))
                .as("last loss, that of the first epoch being %s", expected.get(0))
                .isLessThan(expected.get(0) - 0.3);
        for (int e = 0; e < expected.size(); e++) {
            assertThat(losses(nd4j).get(e))
                    .as("epoch %d, seed %d", e + 1, SEED)
                    .isCloseTo(expected.get(e), within(2e-3));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void floatsComeBackAsTheyWereWritten(int from) {
        for (Memory memory : new Memory[] {new HostMemory(), new DeviceMemory()}) {
            Floats floats = memory.allocate(5);
            floats.write(from, new float[] {9, 1, 2, 3}, 1, 3);
            float[] read = new float[6];
            floats.read(from, read, 2, 3);
            assertThat(read).containsExactly(0, 0, 1, 2, 3, 0);
            floats.fill(from, 2, 7);
            floats.read(0, read, 0, 5);
            assertThat(read[from + 1]).isEqualTo(7);
            assertThat(read[from + 2]).isEqualTo(3);
        }
    }

    @Test
    void twoTrainingsGiveTheSameBits() {
        TransformerOptions shape =
                TransformerOptions.SASREC.withDim(16).withBlocks(1).withMaxLength(10);
        TrainingOptions options =
                TrainingOptions.DEFAULT.withEpochs(1).withThreads(1).withKernels(KernelChoice.ND4J);
        TransformerModel first = TransformerTrainer.of(shape, options).fit(data());
        TransformerModel second = TransformerTrainer.of(shape, options).fit(data());
        assertThat(second.weights().dense()).isEqualTo(first.weights().dense());
        assertThat(second.weights().items()).isEqualTo(first.weights().items());
    }
}
