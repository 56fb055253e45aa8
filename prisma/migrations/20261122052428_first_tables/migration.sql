-- CreateTable
CREATE TABLE "clusters" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "demo" BOOLEAN NOT NULL DEFAULT false,
    "kube_system_uid" TEXT,
    "probe_allow" TEXT,
    "created_at" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "contexts" (
    "name" TEXT NOT NULL PRIMARY KEY,
    "cluster_id" TEXT NOT NULL,
    "server" TEXT,
    "added_at" TEXT NOT NULL,
    CONSTRAINT "contexts_cluster_id_fkey" FOREIGN KEY ("cluster_id") REFERENCES "clusters" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "scans" (
    "no" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "id" TEXT NOT NULL,
    "cluster_id" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "profile" TEXT NOT NULL,
    "trigger" TEXT NOT NULL,
    "queued_at" TEXT NOT NULL,
    "started_at" TEXT,
    "finished_at" TEXT,
    "phase" TEXT,
    "message" TEXT,
    "cancel_asked" BOOLEAN NOT NULL DEFAULT false,
    "score" REAL,
    "grade" TEXT,
    "coverage_assessed" INTEGER,
    "coverage_total" INTEGER,
    "critical" INTEGER NOT NULL DEFAULT 0,
    "high" INTEGER NOT NULL DEFAULT 0,
    "medium" INTEGER NOT NULL DEFAULT 0,
    "low" INTEGER NOT NULL DEFAULT 0,
    "info" INTEGER NOT NULL DEFAULT 0,
    "gaps" INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT "scans_cluster_id_fkey" FOREIGN KEY ("cluster_id") REFERENCES "clusters" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "leases" (
    "cluster_id" TEXT NOT NULL PRIMARY KEY,
    "scan_no" INTEGER NOT NULL,
    "instance" TEXT NOT NULL,
    "beat_at" TEXT NOT NULL,
    CONSTRAINT "leases_cluster_id_fkey" FOREIGN KEY ("cluster_id") REFERENCES "clusters" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "leases_scan_no_fkey" FOREIGN KEY ("scan_no") REFERENCES "scans" ("no") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "scan_events" (
    "scan_no" INTEGER NOT NULL,
    "seq" INTEGER NOT NULL,
    "at" TEXT NOT NULL,
    "event" TEXT NOT NULL,

    PRIMARY KEY ("scan_no", "seq"),
    CONSTRAINT "scan_events_scan_no_fkey" FOREIGN KEY ("scan_no") REFERENCES "scans" ("no") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "results" (
    "scan_no" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "schema_version" INTEGER NOT NULL,
    "head" BLOB NOT NULL,
    "facets" TEXT NOT NULL,
    CONSTRAINT "results_scan_no_fkey" FOREIGN KEY ("scan_no") REFERENCES "scans" ("no") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "finding_chunks" (
    "scan_no" INTEGER NOT NULL,
    "chunk" INTEGER NOT NULL,
    "data" BLOB NOT NULL,

    PRIMARY KEY ("scan_no", "chunk"),
    CONSTRAINT "finding_chunks_scan_no_fkey" FOREIGN KEY ("scan_no") REFERENCES "scans" ("no") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "findings" (
    "scan_no" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "resource_position" INTEGER NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "severity" INTEGER NOT NULL,
    "category" TEXT NOT NULL,
    "control_id" TEXT NOT NULL,
    "api_version" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "namespace" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "uid" TEXT,
    "message_id" TEXT NOT NULL,
    "params" TEXT NOT NULL,
    "search" TEXT NOT NULL,

    PRIMARY KEY ("scan_no", "position"),
    CONSTRAINT "findings_scan_no_fkey" FOREIGN KEY ("scan_no") REFERENCES "scans" ("no") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "blobs" (
    "hash" TEXT NOT NULL PRIMARY KEY,
    "data" BLOB NOT NULL
);

-- CreateTable
CREATE TABLE "scan_blobs" (
    "scan_no" INTEGER NOT NULL,
    "slice" TEXT NOT NULL,
    "hash" TEXT NOT NULL,

    PRIMARY KEY ("scan_no", "slice"),
    CONSTRAINT "scan_blobs_scan_no_fkey" FOREIGN KEY ("scan_no") REFERENCES "scans" ("no") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "scan_blobs_hash_fkey" FOREIGN KEY ("hash") REFERENCES "blobs" ("hash") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "settings" (
    "key" TEXT NOT NULL PRIMARY KEY,
    "value" TEXT NOT NULL
);

-- CreateIndex
CREATE UNIQUE INDEX "clusters_kube_system_uid_key" ON "clusters"("kube_system_uid");

-- CreateIndex
CREATE INDEX "contexts_cluster_id_idx" ON "contexts"("cluster_id");

-- CreateIndex
CREATE UNIQUE INDEX "scans_id_key" ON "scans"("id");

-- CreateIndex
CREATE INDEX "scans_cluster_id_no_idx" ON "scans"("cluster_id", "no");

-- CreateIndex
CREATE INDEX "scans_status_no_idx" ON "scans"("status", "no");

-- CreateIndex
CREATE UNIQUE INDEX "leases_scan_no_key" ON "leases"("scan_no");

-- CreateIndex
CREATE INDEX "findings_scan_no_resource_position_idx" ON "findings"("scan_no", "resource_position");

-- CreateIndex
CREATE INDEX "findings_scan_no_fingerprint_idx" ON "findings"("scan_no", "fingerprint");

-- CreateIndex
CREATE INDEX "findings_scan_no_severity_idx" ON "findings"("scan_no", "severity");

-- CreateIndex
CREATE INDEX "findings_scan_no_category_idx" ON "findings"("scan_no", "category");

-- CreateIndex
CREATE INDEX "findings_scan_no_control_id_idx" ON "findings"("scan_no", "control_id");

-- CreateIndex
CREATE INDEX "findings_scan_no_namespace_idx" ON "findings"("scan_no", "namespace");

-- CreateIndex
CREATE INDEX "findings_scan_no_kind_idx" ON "findings"("scan_no", "kind");

-- CreateIndex
CREATE INDEX "scan_blobs_hash_idx" ON "scan_blobs"("hash");
