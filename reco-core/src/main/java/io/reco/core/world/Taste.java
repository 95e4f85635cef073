package io.reco.core.world;

import io.reco.core.random.SplitMix64;

/**
 * One of the tastes of a listener: a scene that drifts along the ring of its genre, and how often it is in the mood for it.
 *
 * @param scene scene at the start of the period
 * @param weight weight among the listener's tastes in the middle of the period
 * @param slope change of the weight's logarithm over the period
 * @param direction of the drift, 1 or -1
 * @param phase how much of the first step is done at the start, in [0, 1)
 */
record Taste(int scene, double weight, double slope, int direction, double phase) {
    /** Days in which a taste drifts one scene further. */
    static final double DRIFT_DAYS = 120;

    /** Share of what is picked from the scene itself, and from its two neighbours; the rest is from the whole genre. */
    static final double OWN_SCENE = 0.76;

    static final double NEXT_SCENES = 0.17;

    int sceneOn(int daysIn, Scenes scenes) {
        return scenes.neighbour(scene, direction * (int) (phase + daysIn / DRIFT_DAYS));
    }

    double weightOn(int daysIn, int days) {
        return weight * StrictMath.exp(slope * (daysIn / (double) days - 0.5));
    }

    /** An artist of this taste. */
    int drawArtist(int daysIn, Scenes scenes, SplitMix64 random) {
        int centre = sceneOn(daysIn, scenes);
        double u = random.nextDouble();
        if (u < OWN_SCENE) {
            return scenes.drawArtist(centre, random);
        }
        if (u < OWN_SCENE + NEXT_SCENES) {
            return scenes.drawArtist(scenes.neighbour(centre, random.chance(0.5) ? 1 : -1), random);
        }
        return scenes.drawArtist(scenes.drawScene(scenes.genreOfScene(centre), random), random);
    }

    /** The probability of an artist under {@link #drawArtist}. */
    double probability(int artist, int daysIn, Scenes scenes) {
        int centre = sceneOn(daysIn, scenes);
        int its = scenes.sceneOf(artist);
        if (scenes.genreOfScene(its) != scenes.genreOfScene(centre)) {
            return 0;
        }
        double inScene = (its == centre ? OWN_SCENE : 0)
                + (its == scenes.neighbour(centre, 1) ? NEXT_SCENES / 2 : 0)
                + (its == scenes.neighbour(centre, -1) ? NEXT_SCENES / 2 : 0);
        double weight = scenes.weight(artist);
        return inScene * weight / scenes.weightOfScene(its)
                + (1 - OWN_SCENE - NEXT_SCENES) * weight / scenes.weightOfGenre(scenes.genreOfScene(its));
    }
}
