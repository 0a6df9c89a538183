/** soon */ export {};
