package io.reco.embeddings.item2vec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.reco.core.progress.ProgressListener;
import io.reco.core.vector.KernelChoice;
import io.reco.embeddings.PlantedClusters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Training finds what was planted, in every mode. 300 tracks in 15 clusters, a fifth of the tokens noise. */
class Item2VecQualityTest {
    private static final long SEED = 11;
    private static final PlantedClusters CLUSTERS = new PlantedClusters(300, 15, 1500, 0.2, SEED);
    private static final Item2VecOptions OPTIONS =
            Item2VecOptions.TEXT.withDimension(20).withSubsample(0).withEpochs(8);

    private static double purity(Item2VecOptions options) {
        return CLUSTERS.purityAt10(fit(options).vectors());
    }

    private static Item2VecModel fit(Item2VecOptions options) {
        return Item2VecTrainer.fit(CLUSTERS.sequences(), CLUSTERS.ids(), options, ProgressListener.none());
    }

    @Test
    void aModelThatHasHardlyLearntFindsNothing() {
        double untrained = purity(OPTIONS.withEpochs(1).withLearningRate(1e-9, 0));

        assertThat(untrained).as("purity@10, seed %d", SEED).isLessThan(0.12);
    }

    @ParameterizedTest
    @CsvSource({"1, true, 0.75", "10, true, 0.75", "10, false, 0.75", "4, true, -0.5", "10, true, 0"})
    void findsTheClusters(int sharedContexts, boolean shrink, double exponent) {
        Item2VecOptions options = OPTIONS.withSharedContexts(sharedContexts)
                .withShrinkWindow(shrink)
                .withExponent(exponent);

        assertThat(purity(options)).as("purity@10, seed %d", SEED).isGreaterThan(0.95);
    }

    /** All ten contexts of a centre lie in one direction: one step for all of them would overshoot by far. */
    @Test
    void sharedContextsDivergeNoEarlierThanSingleOnes() {
        PlantedClusters pure = new PlantedClusters(300, 15, 1500, 0, SEED);
        Item2VecOptions options = OPTIONS.withLearningRate(0.1, 0.1).withShrinkWindow(false);
        double single = lastLoss(pure, options.withSharedContexts(1));
        double shared = lastLoss(pure, options.withSharedContexts(10));

        assertThat(shared).as("mean loss, seed %d", SEED).isLessThan(single + 0.3);
    }

    private static double lastLoss(PlantedClusters clusters, Item2VecOptions options) {
        Item2VecModel model =
                Item2VecTrainer.fit(clusters.sequences(), clusters.ids(), options, ProgressListener.none());
        return model.training().epochLoss().get(options.epochs() - 1);
    }

    @ParameterizedTest
    @CsvSource({"1, true", "10, true", "10, false"})
    void cbowFindsTheClusters(int sharedCentres, boolean shrink) {
        Item2VecOptions options = OPTIONS.withArchitecture(Architecture.CBOW)
                .withSharedContexts(sharedCentres)
                .withShrinkWindow(shrink);

        assertThat(purity(options)).as("purity@10, seed %d", SEED).isGreaterThan(0.95);
    }

    @Test
    void cbowWithCommonNegativesBearsAHighRate() {
        Item2VecOptions options = OPTIONS.withArchitecture(Architecture.CBOW)
                .withLearningRate(0.1, 0.01)
                .withSharedContexts(20);

        // Neighbouring means moved all at once, 20 times as far, diverge here.
        assertThat(purity(options)).as("purity@10, seed %d", SEED).isGreaterThan(0.95);
    }

    @ParameterizedTest
    @CsvSource({"LINEAR, 0", "COSINE, 0", "CONSTANT, 0", "LINEAR, 2"})
    void findsTheClustersWithAnyScheduleAndWithARingOfNegatives(LearningRateSchedule schedule, int fresh) {
        assertThat(purity(OPTIONS.withSchedule(schedule).withFreshNegatives(fresh)))
                .as("purity@10, seed %d", SEED)
                .isGreaterThan(0.95);
    }

    @ParameterizedTest
    @EnumSource
    void findsTheClustersWithTwoThreads(Architecture architecture) {
        assertThat(purity(OPTIONS.withThreads(2).withArchitecture(architecture)))
                .as("purity@10, seed %d", SEED)
                .isGreaterThan(0.95);
    }

    @Test
    void findsTheClustersWithTheMusicDefaults() {
        assertThat(purity(Item2VecOptions.MUSIC)).as("purity@10, seed %d", SEED).isGreaterThan(0.95);
    }

    @Test
    void theKernelsOfThisRunAreAsGoodAsTheScalarOnes() {
        // One epoch at a low rate, so that neither has reached 1.
        Item2VecOptions early = OPTIONS.withEpochs(1).withLearningRate(0.015, 0.001);
        double scalar = purity(early.withKernels(KernelChoice.SCALAR));
        double chosen = purity(early);

        assertThat(scalar).isBetween(0.3, 0.99);
        assertThat(chosen).as("purity@10, seed %d", SEED).isCloseTo(scalar, within(0.02));
    }

    @Test
    void theLossFallsAndStartsAtThatOfZeroLogits() {
        var losses = fit(OPTIONS).training().epochLoss();

        assertThat(losses).hasSize(8);
        assertThat(losses.get(0)).isLessThan(6 * Math.log(2) + 0.01);
        assertThat(losses.get(1)).isLessThan(losses.get(0));
        assertThat(losses.get(7)).isLessThan(losses.get(0) - 0.3);
    }
}
