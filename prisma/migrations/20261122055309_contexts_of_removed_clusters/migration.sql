-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_contexts" (
    "name" TEXT NOT NULL,
    "demo" BOOLEAN NOT NULL DEFAULT false,
    "cluster_id" TEXT,
    "server" TEXT,
    "added_at" TEXT NOT NULL,

    PRIMARY KEY ("name", "demo"),
    CONSTRAINT "contexts_cluster_id_fkey" FOREIGN KEY ("cluster_id") REFERENCES "clusters" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);
INSERT INTO "new_contexts" ("added_at", "cluster_id", "name", "server") SELECT "added_at", "cluster_id", "name", "server" FROM "contexts";
DROP TABLE "contexts";
ALTER TABLE "new_contexts" RENAME TO "contexts";
CREATE INDEX "contexts_cluster_id_idx" ON "contexts"("cluster_id");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;
